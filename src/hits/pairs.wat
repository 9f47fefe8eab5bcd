;; Splits a query string into pairs and looks at every value once, for pairs.ts, whose bytes are this text assembled (a test compares the two).
;; No vector instructions, so that every processor runs it.
;;
;; Memory: from 0 on the class of each byte, from 256 the value of each hexadecimal digit (negative for other bytes), from 512 what may stand at
;; the edge of a value (1 begins something, 2 may be blank). From 1024 on a record of five numbers for each pair: where its name begins, where
;; that ends, where its value ends, the hash of the name, and what the value shows. The text stands behind the last record, and an ampersand
;; behind the text.
(module
  (memory (export "memory") 4)

  ;; Writes the records of the pairs in [text, end), at most `most` of them; positions count from `text`. Returns how many there are.
  (func (export "split") (param $text i32) (param $end i32) (param $most i32) (result i32)
    (local $at i32) (local $out i32) (local $count i32) (local $byte i32) (local $hash i32) (local $high i32) (local $start i32)
    (local $class i32) (local $digits i32) (local $signs i32) (local $beyond i32) (local $shows i32) (local $low i32)
    (local.set $at (local.get $text))
    (local.set $out (i32.const 1024))
    (block $done
      (loop $pairs
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $byte) (i32.const 0x26))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (br $pairs)))
        (br_if $done (i32.eq (local.get $count) (local.get $most)))
        (i32.store (local.get $out) (i32.sub (local.get $at) (local.get $text)))

        ;; The name, up to `=` or `&`.
        (local.set $hash (i32.const 0))
        (local.set $high (i32.const 0))
        (block $named
          (loop $name
            (br_if $named (i32.or (i32.eq (local.get $byte) (i32.const 0x3d)) (i32.eq (local.get $byte) (i32.const 0x26))))
            (local.set $hash (i32.add (i32.mul (local.get $hash) (i32.const 31)) (local.get $byte)))
            (local.set $high (i32.or (local.get $high) (local.get $byte)))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (local.set $byte (i32.load8_u (local.get $at)))
            (br $name)))
        (i32.store offset=4 (local.get $out) (i32.sub (local.get $at) (local.get $text)))
        (i32.store offset=12 (local.get $out) (local.get $hash))
        (local.set $at (i32.add (local.get $at) (i32.eq (local.get $byte) (i32.const 0x3d))))

        ;; The value, up to `&`. What it shows are bits of TRAITS and those of SHOWS in pairs.ts.
        (local.set $start (local.get $at))
        (local.set $digits (i32.const 0))
        (local.set $signs (i32.const 0))
        (local.set $beyond (i32.const 0))
        (local.set $shows (i32.shl (i32.and (local.get $high) (i32.const 0x80)) (i32.const 3)))
        (block $ended
          (loop $value
            (local.set $class (i32.load8_u (i32.load8_u (local.get $at))))
            ;; Letters and digits mix in ways no processor foresees, so they share a branch.
            (if (i32.le_u (local.get $class) (i32.const 1))
              (then
                (local.set $digits (i32.add (local.get $digits) (local.get $class)))
                (local.set $at (i32.add (local.get $at) (i32.const 1)))
                (br $value)))
            (br_if $ended (i32.eq (local.get $class) (i32.const 7)))
            (if (i32.eq (local.get $class) (i32.const 2))
              (then
                ;; The ampersand behind the value is no digit.
                (local.set $byte (i32.load8_s offset=256 (i32.load8_u offset=1 (local.get $at))))
                (local.set $low (i32.const -1))
                (if (i32.ge_s (local.get $byte) (i32.const 0))
                  (then (local.set $low (i32.load8_s offset=256 (i32.load8_u offset=2 (local.get $at))))))
                (if (i32.lt_s (local.get $low) (i32.const 0))
                  (then
                    (local.set $shows (i32.or (local.get $shows) (i32.const 0x40)))
                    (local.set $signs (i32.add (local.get $signs) (i32.const 1)))
                    (local.set $at (i32.add (local.get $at) (i32.const 1)))
                    (br $value)))
                (local.set $at (i32.add (local.get $at) (i32.const 3)))
                (local.set $byte (i32.add (i32.shl (local.get $byte) (i32.const 4)) (local.get $low)))
                (if (i32.or (i32.ge_u (local.get $byte) (i32.const 0x80)) (i32.eq (local.get $byte) (i32.const 0x25)))
                  (then (local.set $shows (i32.or (local.get $shows) (i32.const 0x40)))))
                ;; Escaped, neither a plus nor a byte beyond ASCII is what it is when raw; an ampersand ends nothing.
                (br_if $value (i32.or (i32.ge_u (local.get $byte) (i32.const 0x80)) (i32.eq (local.get $byte) (i32.const 0x2b))))
                (local.set $class (i32.load8_u (local.get $byte))))
              (else (local.set $at (i32.add (local.get $at) (i32.const 1)))))
            (if (i32.eq (local.get $class) (i32.const 1))
              (then (local.set $digits (i32.add (local.get $digits) (i32.const 1)))))
            (if (i32.or (i32.eq (local.get $class) (i32.const 2)) (i32.eq (local.get $class) (i32.const 3)))
              (then (local.set $signs (i32.add (local.get $signs) (i32.const 1)))))
            (if (i32.eq (local.get $class) (i32.const 4))
              (then (local.set $shows (i32.or (local.get $shows) (i32.const 0x02)))))
            (if (i32.eq (local.get $class) (i32.const 5))
              (then (local.set $shows (i32.or (local.get $shows) (i32.const 0x04)))))
            (if (i32.eq (local.get $class) (i32.const 6))
              (then
                (local.set $shows (i32.or (local.get $shows) (i32.const 0x40)))
                (local.set $beyond (i32.add (local.get $beyond) (i32.const 1)))))
            (br $value)))
        (i32.store offset=8 (local.get $out) (i32.sub (local.get $at) (local.get $text)))
        (if (i32.ne (local.get $at) (local.get $start))
          (then
            (local.set $shows
              (i32.or
                (local.get $shows)
                (i32.or
                  (i32.shl (i32.ge_u (local.get $digits) (i32.const 9)) (i32.const 3))
                  (i32.shl (i32.ge_u (local.get $signs) (i32.const 2)) (i32.const 5)))))
            (if (i32.and (i32.load8_u offset=512 (i32.load8_u (local.get $start))) (i32.const 1))
              (then (local.set $shows (i32.or (local.get $shows) (i32.const 0x100)))))
            (if
              (i32.or
                (i32.eq (i32.load8_u (i32.sub (local.get $at) (i32.const 3))) (i32.const 0x25))
                (i32.and (i32.load8_u offset=512 (i32.load8_u (i32.sub (local.get $at) (i32.const 1)))) (i32.const 2)))
              (then (local.set $shows (i32.or (local.get $shows) (i32.const 0x200)))))
            (if (i32.gt_u (local.get $beyond) (i32.const 0x7fff)) (then (local.set $beyond (i32.const 0x7fff))))
            (local.set $shows (i32.or (local.get $shows) (i32.shl (local.get $beyond) (i32.const 16))))))
        (i32.store offset=16 (local.get $out) (local.get $shows))
        (local.set $out (i32.add (local.get $out) (i32.const 20)))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (br $pairs)))
    (local.get $count)))
