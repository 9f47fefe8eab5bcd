;; Reads lines for flat-objects.ts. `npm run assemble` writes flat-objects-wasm.ts from this text. No vector instructions, so that every processor
;; runs it.
;;
;; Memory: at 0 where the line ends. From the place that the caller names on a record of five numbers for each field: where its name begins and
;; ends (without quotation marks), the kind of value (0 text, 1 number, 2 true, 3 false, 4 null), where the value begins and ends. The text is
;; ASCII and ends with a line feed; eight bytes after its end are read, whatever they are.
(module
  (memory (export "memory") 16)

  ;; The first byte from `at` on that is no blank within a line.
  (func $afterBlanks (param $at i32) (result i32)
    (local $byte i32)
    (loop $next
      (local.set $byte (i32.load8_u (local.get $at)))
      (if
        (i32.or
          (i32.eq (local.get $byte) (i32.const 0x20))
          (i32.or (i32.eq (local.get $byte) (i32.const 0x09)) (i32.eq (local.get $byte) (i32.const 0x0d))))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $at))

  ;; The first byte from `at` on that ends a text or does not stand for itself in one: a quotation mark, a backslash, a control character.
  (func $endOfText (param $at i32) (result i32)
    (local $word i64) (local $found i64)
    (loop $words
      (local.set $word (i64.load align=1 (local.get $at)))
      ;; The highest bit of a byte is set by the subtraction alone. One that borrows may set that of the byte after it too, never of one before.
      (local.set $found
        (i64.and
          (i64.or
            (i64.or
              (i64.sub (i64.xor (local.get $word) (i64.const 0x2222222222222222)) (i64.const 0x0101010101010101))
              (i64.sub (i64.xor (local.get $word) (i64.const 0x5c5c5c5c5c5c5c5c)) (i64.const 0x0101010101010101)))
            (i64.sub (local.get $word) (i64.const 0x2020202020202020)))
          (i64.const 0x8080808080808080)))
      (if (i64.eqz (local.get $found))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br $words))))
    (i32.add (local.get $at) (i32.wrap_i64 (i64.shr_u (i64.ctz (local.get $found)) (i64.const 3)))))

  (func $endOfDigits (param $at i32) (result i32)
    (loop $next
      (if (i32.lt_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)) (i32.const 10))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $at))

  ;; Where the number at `at` ends; 0 where none stands.
  (func $endOfNumber (param $at i32) (result i32)
    (local $from i32) (local $byte i32)
    (local.set $from (i32.add (local.get $at) (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2d))))
    (local.set $at (call $endOfDigits (local.get $from)))
    (if (i32.eq (local.get $at) (local.get $from)) (then (return (i32.const 0))))
    (if
      (i32.and
        (i32.eq (i32.load8_u (local.get $from)) (i32.const 0x30))
        (i32.gt_u (i32.sub (local.get $at) (local.get $from)) (i32.const 1)))
      (then (return (i32.const 0))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2e))
      (then
        (local.set $from (i32.add (local.get $at) (i32.const 1)))
        (local.set $at (call $endOfDigits (local.get $from)))
        (if (i32.eq (local.get $at) (local.get $from)) (then (return (i32.const 0))))))
    (if (i32.eq (i32.or (i32.load8_u (local.get $at)) (i32.const 0x20)) (i32.const 0x65))
      (then
        (local.set $byte (i32.load8_u offset=1 (local.get $at)))
        (local.set $from
          (i32.add
            (i32.add (local.get $at) (i32.const 1))
            (i32.or (i32.eq (local.get $byte) (i32.const 0x2b)) (i32.eq (local.get $byte) (i32.const 0x2d)))))
        (local.set $at (call $endOfDigits (local.get $from)))
        (if (i32.eq (local.get $at) (local.get $from)) (then (return (i32.const 0))))))
    (local.get $at))

  ;; Number of fields of the object that makes up the line at `at`; -1 where the line is anything but an object of texts without escapes,
  ;; numbers, true, false and null, or has more fields than `most`.
  (func (export "read") (param $at i32) (param $out i32) (param $most i32) (result i32)
    (local $count i32) (local $byte i32) (local $word i32) (local $end i32) (local $kind i32)
    (local.set $at (call $afterBlanks (local.get $at)))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x7b)) (then (return (i32.const -1))))
    (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
    (block $closed
      (br_if $closed (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x7d)))
      (loop $fields
        (if (i32.eq (local.get $count) (local.get $most)) (then (return (i32.const -1))))
        (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const -1))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (i32.store (local.get $out) (local.get $at))
        (local.set $at (call $endOfText (local.get $at)))
        (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const -1))))
        (i32.store offset=4 (local.get $out) (local.get $at))
        (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
        (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a)) (then (return (i32.const -1))))
        (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $byte) (i32.const 0x22))
          (then
            (local.set $kind (i32.const 0))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (local.set $end (call $endOfText (local.get $at)))
            (if (i32.ne (i32.load8_u (local.get $end)) (i32.const 0x22)) (then (return (i32.const -1)))))
          (else
            (if (i32.lt_u (local.get $byte) (i32.const 0x3a))
              (then
                (local.set $kind (i32.const 1))
                (local.set $end (call $endOfNumber (local.get $at)))
                (if (i32.eqz (local.get $end)) (then (return (i32.const -1)))))
              (else
                (local.set $word (i32.load align=1 (local.get $at)))
                (local.set $end (i32.add (local.get $at) (i32.const 4)))
                (local.set $kind (i32.const 2))
                (if (i32.ne (local.get $word) (i32.const 0x65757274))
                  (then
                    (local.set $kind (i32.const 4))
                    (if (i32.ne (local.get $word) (i32.const 0x6c6c756e))
                      (then
                        (local.set $kind (i32.const 3))
                        (if
                          (i32.or
                            (i32.ne (local.get $word) (i32.const 0x736c6166))
                            (i32.ne (i32.load8_u (local.get $end)) (i32.const 0x65)))
                          (then (return (i32.const -1))))
                        (local.set $end (i32.add (local.get $end) (i32.const 1)))))))))))
        (i32.store offset=8 (local.get $out) (local.get $kind))
        (i32.store offset=12 (local.get $out) (local.get $at))
        (i32.store offset=16 (local.get $out) (local.get $end))
        (local.set $out (i32.add (local.get $out) (i32.const 20)))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        ;; A text has its quotation mark behind it.
        (local.set $at (call $afterBlanks (i32.add (local.get $end) (i32.eqz (local.get $kind)))))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $byte) (i32.const 0x2c))
          (then
            (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
            (br $fields)))
        (br_if $closed (i32.eq (local.get $byte) (i32.const 0x7d)))
        (return (i32.const -1))))
    (local.set $at (call $afterBlanks (i32.add (local.get $at) (i32.const 1))))
    (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x0a)) (then (return (i32.const -1))))
    (i32.store (i32.const 0) (local.get $at))
    (local.get $count)))
