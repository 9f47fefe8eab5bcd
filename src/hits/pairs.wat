;; Splits a query string into parameters, names them and looks at every value once, for pairs.ts. `npm run assemble` writes pairs-wasm.ts from this
;; text. No vector instructions, so that every processor runs it.
;;
;; The numbers of other files that stand here as numbers: addresses, records and tokens of pair-memory.ts; classes, edges and bits of TRAITS of
;; traits.ts; flags of tokens.ts (SEEN); of TOPICS in variables.ts contextData (0x2000) and duplicate (0x80000).
;;
;; Memory, laid out by pair-memory.ts: from 0 on the class of each byte, from 256 the value of each hexadecimal digit (negative for other bytes), from
;; 512 what may stand at the edge of a value (1 begins something, 2 may be blank). From 768 on what was found of all: how many parameters, the flags
;; and topics of their tokens, how many stand in each of the two lists, the block that is open at the end; and the token that came last, which
;; stays from text to text. From 1024 on a record of four numbers for each parameter: its token, where its value begins and ends, and what that
;; shows. From 161024 on the indexes of those that show anything, from 201024 of context data.
;;
;; A token: 0 the first eight bytes of its name, 8 which bits of them count, 16 where the name stands (0 where it is not kept), 20 how long it is,
;; 24 the block it stands in, 28 for a marker the block after it (negative where only `take` can tell), 32 flags (1 marker, 2 technical, 4 text of
;; the site, 8 fills the hit, 16 counts without a value, 32 known, 64 opens, 128 closes), 36 topics, 40 limit, 44 its place, 48 the token that
;; came next last time, 52 its number. A place: in which reading it was seen last, and at which index.
(module
  (import "pairs" "memory" (memory 1))
  ;; The token of a name [start, end) in a block; with the hash of its bytes, and all of them combined by `or`.
  (import "pairs" "lookUp" (func $lookUp (param i32 i32 i32 i32 i32) (result i32)))
  ;; The block after a marker.
  (import "pairs" "take" (func $take (param i32 i32) (result i32)))

  ;; True when the name at `at` is that of the token.
  (func $isName (param $at i32) (param $token i32) (result i32)
    (local $length i32) (local $index i32) (local $byte i32)
    (if
      (i64.ne
        (i64.and (i64.load align=1 (local.get $at)) (i64.load offset=8 (local.get $token)))
        (i64.load (local.get $token)))
      (then (return (i32.const 0))))
    (local.set $length (i32.load offset=20 (local.get $token)))
    (local.set $index (i32.const 8))
    (block $compared
      (loop $rest
        (br_if $compared (i32.ge_u (local.get $index) (local.get $length)))
        (if
          (i32.ne
            (i32.load8_u (i32.add (local.get $at) (local.get $index)))
            (i32.load8_u (i32.add (i32.load offset=16 (local.get $token)) (local.get $index))))
          (then (return (i32.const 0))))
        (local.set $index (i32.add (local.get $index) (i32.const 1)))
        (br $rest)))
    (local.set $byte (i32.load8_u (i32.add (local.get $at) (local.get $length))))
    (i32.or (i32.eq (local.get $byte) (i32.const 0x3d)) (i32.eq (local.get $byte) (i32.const 0x26))))

  ;; Reads the text in [text, end), behind which an ampersand stands; positions count from `text`. Reads as many parameters as there is room for.
  (func (export "split") (param $text i32) (param $end i32) (param $reading i32)
    (local $at i32) (local $out i32) (local $byte i32) (local $hash i32) (local $high i32) (local $start i32) (local $class i32) (local $digits i32)
    (local $signs i32) (local $beyond i32) (local $shows i32) (local $low i32) (local $token i32) (local $next i32) (local $block i32)
    (local $flags i32) (local $index i32) (local $place i32) (local $seen i32) (local $topics i32) (local $flagged i32) (local $context i32)
    (local.set $at (local.get $text))
    (local.set $out (i32.const 1024))
    (local.set $flagged (i32.const 161024))
    (local.set $context (i32.const 201024))
    (local.set $token (i32.load (i32.const 792)))
    (block $done
      (loop $pairs
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $byte) (i32.const 0x26))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (br $pairs)))
        (br_if $done (i32.eq (local.get $out) (i32.const 161024)))

        ;; The name, up to `=` or `&`. Most requests name the same things in the same order.
        (local.set $start (local.get $at))
        (block $named
          (local.set $next (i32.load offset=48 (local.get $token)))
          (if (i32.and (i32.ne (local.get $next) (i32.const 0)) (i32.eq (i32.load offset=24 (local.get $next)) (local.get $block)))
            (then
              (if (call $isName (local.get $at) (local.get $next))
                (then
                  (local.set $at (i32.add (local.get $at) (i32.load offset=20 (local.get $next))))
                  (local.set $token (local.get $next))
                  (br $named)))))
          (local.set $hash (i32.const 0))
          (local.set $high (i32.const 0))
          (block $ended
            (loop $name
              (br_if $ended (i32.or (i32.eq (local.get $byte) (i32.const 0x3d)) (i32.eq (local.get $byte) (i32.const 0x26))))
              (local.set $hash (i32.add (i32.mul (local.get $hash) (i32.const 31)) (local.get $byte)))
              (local.set $high (i32.or (local.get $high) (local.get $byte)))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (local.set $byte (i32.load8_u (local.get $at)))
              (br $name)))
          (local.set $next
            (call $lookUp (local.get $start) (local.get $at) (local.get $hash) (local.get $high) (local.get $block)))
          (if (i32.load offset=16 (local.get $next))
            (then (i32.store offset=48 (local.get $token) (local.get $next))))
          (local.set $token (local.get $next)))
        (local.set $at (i32.add (local.get $at) (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x3d))))

        ;; The value, up to `&`. What it shows are bits of TRAITS and those beside them in traits.ts.
        (local.set $start (local.get $at))
        (local.set $digits (i32.const 0))
        (local.set $signs (i32.const 0))
        (local.set $beyond (i32.const 0))
        (local.set $shows (i32.const 0))
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
        (local.set $flags (i32.load offset=32 (local.get $token)))
        (if (i32.eq (local.get $at) (local.get $start))
          (then
            (if (i32.and (local.get $flags) (i32.const 1))
              (then
                (local.set $next (i32.load offset=28 (local.get $token)))
                (if (i32.lt_s (local.get $next) (i32.const 0))
                  (then (local.set $next (call $take (local.get $token) (local.get $block)))))
                (local.set $block (local.get $next))
                (br $pairs)))
            (local.set $seen (i32.or (local.get $seen) (i32.and (local.get $flags) (i32.const 0xc0))))
            ;; A variable without a value says nothing; a key of context data and a wrong name are there all the same.
            (if (i32.and (local.get $flags) (i32.const 16))
              (then (local.set $topics (i32.or (local.get $topics) (i32.load offset=36 (local.get $token)))))))
          (else
            (local.set $seen (i32.or (local.get $seen) (local.get $flags)))
            (local.set $topics (i32.or (local.get $topics) (i32.load offset=36 (local.get $token))))
            (if (i32.and (local.get $flags) (i32.const 2))
              (then (local.set $shows (i32.const 0)))
              (else
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
                ;; Escapes are longer than the bytes they stand for, raw characters beyond ASCII (tools print them) are up to three bytes.
                (if
                  (i32.gt_u
                    (i32.add (i32.sub (local.get $at) (local.get $start)) (i32.shl (local.get $beyond) (i32.const 1)))
                    (i32.load offset=40 (local.get $token)))
                  (then (local.set $shows (i32.or (local.get $shows) (i32.const 1)))))))))

        (i32.store (local.get $out) (i32.load offset=52 (local.get $token)))
        (i32.store offset=4 (local.get $out) (i32.sub (local.get $start) (local.get $text)))
        (i32.store offset=8 (local.get $out) (i32.sub (local.get $at) (local.get $text)))
        (i32.store offset=12 (local.get $out) (local.get $shows))
        (local.set $index (i32.shr_u (i32.sub (local.get $out) (i32.const 1024)) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (if (local.get $shows)
          (then
            (i32.store (local.get $flagged) (local.get $index))
            (local.set $flagged (i32.add (local.get $flagged) (i32.const 4)))))
        (if (i32.and (i32.load offset=36 (local.get $token)) (i32.const 0x2000))
          (then
            (i32.store (local.get $context) (local.get $index))
            (local.set $context (i32.add (local.get $context) (i32.const 4)))))
        (local.set $place (i32.load offset=44 (local.get $token)))
        (if (i32.eq (i32.load (local.get $place)) (local.get $reading))
          (then (local.set $topics (i32.or (local.get $topics) (i32.const 0x80000))))
          (else
            (i32.store (local.get $place) (local.get $reading))
            (i32.store offset=4 (local.get $place) (local.get $index))))
        (br $pairs)))
    (i32.store (i32.const 768) (i32.shr_u (i32.sub (local.get $out) (i32.const 1024)) (i32.const 4)))
    (i32.store (i32.const 772) (local.get $seen))
    (i32.store (i32.const 776) (local.get $topics))
    (i32.store (i32.const 780) (i32.shr_u (i32.sub (local.get $flagged) (i32.const 161024)) (i32.const 2)))
    (i32.store (i32.const 784) (i32.shr_u (i32.sub (local.get $context) (i32.const 201024)) (i32.const 2)))
    (i32.store (i32.const 788) (local.get $block))
    (i32.store (i32.const 792) (local.get $token))))
