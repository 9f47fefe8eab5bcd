;; Finding the cells of plain records, 64 bytes at a time. `npm run assemble` writes cell-kernel-wasm.ts from this text;
;; slow-kernel.ts does the same in JavaScript, and says more about what is done. Addresses of the areas come from row-space.ts; the bytes of
;; the table begin at address 0, so that a place in the table is its address.
(module
  (import "space" "memory" (memory 1))
  ;; i32 each: first byte of a cell, and one past its last.
  (import "space" "starts" (global $starts i32))
  (import "space" "ends" (global $ends i32))
  ;; One i32: the result of "plain" besides the one it returns.
  (import "space" "filled" (global $filled i32))

  ;; Puts plain records into the batch, from the cell $cell on and up to $lastCell, and returns where the first other one begins. $quote is -1
  ;; where quotes stand for themselves.
  (func (export "plain") (param $from i32) (param $end i32) (param $cell i32) (param $lastCell i32) (param $width i32)
    (param $delimiter i32) (param $quote i32) (result i32)
    (local $delimiters v128) (local $quotes v128)
    ;; 64 bytes are looked at together: where they begin, and the bits of those not yet dealt with.
    (local $block i32) (local $marks i64) (local $ahead i32) (local $bytes v128)
    (local $at i32) (local $byte i32)
    ;; Of the record: where it begins, cells still to come. Of the cell: where it begins and stops.
    (local $begun i32) (local $left i32) (local $start i32) (local $stop i32)
    ;; Inside quotes; places of a closing quote and of a carriage return of this cell, or -1.
    (local $isOpen i32) (local $closed i32) (local $return i32)
    ;; Address of the next start to be written, and how far its end is from there.
    (local $into i32) (local $toEnds i32) (local $lastInto i32)
    (local.set $delimiters (i8x16.splat (local.get $delimiter)))
    (local.set $quotes (i8x16.splat (select (local.get $quote) (local.get $delimiter) (i32.ge_s (local.get $quote) (i32.const 0)))))
    (local.set $into (i32.add (global.get $starts) (i32.shl (local.get $cell) (i32.const 2))))
    (local.set $lastInto (i32.add (global.get $starts) (i32.shl (local.get $lastCell) (i32.const 2))))
    (local.set $toEnds (i32.sub (global.get $ends) (global.get $starts)))
    (local.set $begun (local.get $from))
    (local.set $start (local.get $from))
    (local.set $left (local.get $width))
    (local.set $closed (i32.const -1))
    (local.set $return (i32.const -1))
    (local.set $block (i32.sub (local.get $from) (i32.const 64)))
    (i32.store (global.get $filled) (local.get $cell))
    (block $over
      (br_if $over (i32.ge_u (local.get $cell) (local.get $lastCell)))
      (loop $next
        (block $marked
          (loop $blocks
            (br_if $marked (i64.ne (local.get $marks) (i64.const 0)))
            (local.set $block (i32.add (local.get $block) (i32.const 64)))
            (br_if $over (i32.ge_u (local.get $block) (local.get $end)))
            ;; The bits of all bytes that may end a cell or belong to its quoting.
            (local.set $ahead (i32.const 0))
            (loop $vectors
              (local.set $bytes (v128.load (i32.add (local.get $block) (local.get $ahead))))
              (local.set $marks
                (i64.or
                  (local.get $marks)
                  (i64.shl
                    (i64.extend_i32_u
                      (i8x16.bitmask
                        (v128.or
                          (v128.or
                            (v128.or
                              (i8x16.eq (local.get $bytes) (local.get $delimiters))
                              (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 10))))
                            (v128.or
                              (i8x16.eq (local.get $bytes) (local.get $quotes))
                              (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 13)))))
                          (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 92))))))
                    (i64.extend_i32_u (local.get $ahead)))))
              (local.set $ahead (i32.add (local.get $ahead) (i32.const 16)))
              (br_if $vectors (i32.lt_u (local.get $ahead) (i32.const 64))))
            (br $blocks)))
        (local.set $at (i32.add (local.get $block) (i32.wrap_i64 (i64.ctz (local.get $marks)))))
        (local.set $marks (i64.and (local.get $marks) (i64.sub (local.get $marks) (i64.const 1))))
        ;; What stands behind the end are remains of earlier pieces.
        (br_if $over (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (block $ended
          (br_if $ended (i32.eq (local.get $byte) (local.get $delimiter)))
          (br_if $ended (i32.eq (local.get $byte) (i32.const 10)))
          (if (i32.eq (local.get $byte) (local.get $quote))
            (then
              (if (i32.eq (local.get $at) (local.get $start))
                (then (local.set $isOpen (i32.const 1)))
                (else
                  (if (local.get $isOpen)
                    (then
                      (local.set $isOpen (i32.const 0))
                      (local.set $closed (local.get $at)))
                    ;; Doubled, or text behind a closing quote; in a cell without quotes it stands for itself.
                    (else (br_if $over (i32.ge_s (local.get $closed) (i32.const 0)))))))
              (br $next)))
          (br_if $over (i32.eq (local.get $byte) (i32.const 92)))
          (if (i32.eq (local.get $byte) (i32.const 13))
            (then
              (br_if $over (local.get $isOpen))
              (br_if $over (i32.ge_s (local.get $return) (i32.const 0)))
              (local.set $return (local.get $at))))
          (br $next))
        ;; A delimiter or a line feed.
        (if (local.get $isOpen)
          (then
            (br_if $over (i32.eq (local.get $byte) (i32.const 10)))
            (br $next)))
        (local.set $stop (local.get $at))
        (if (i32.ge_s (local.get $return) (i32.const 0))
          (then
            (br_if $over (i32.ne (i32.add (local.get $return) (i32.const 1)) (local.get $at)))
            (local.set $stop (local.get $return))
            (local.set $return (i32.const -1))))
        (if (i32.ge_s (local.get $closed) (i32.const 0))
          (then
            (br_if $over (i32.ne (i32.add (local.get $closed) (i32.const 1)) (local.get $stop)))
            (local.set $start (i32.add (local.get $start) (i32.const 1)))
            (local.set $stop (local.get $closed))
            (local.set $closed (i32.const -1))))
        (i32.store (local.get $into) (local.get $start))
        (i32.store (i32.add (local.get $into) (local.get $toEnds)) (local.get $stop))
        (local.set $into (i32.add (local.get $into) (i32.const 4)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (local.set $start (i32.add (local.get $at) (i32.const 1)))
        (if (i32.eq (local.get $byte) (local.get $delimiter))
          (then
            (br_if $over (i32.eqz (local.get $left)))
            (br $next)))
        (br_if $over (local.get $left))
        ;; Alone in its line, an empty cell is a blank line.
        (br_if $over
          (i32.and
            (i32.eq (local.get $width) (i32.const 1))
            (i32.le_u (i32.sub (local.get $start) (local.get $begun)) (i32.const 2))))
        (local.set $begun (local.get $start))
        (local.set $left (local.get $width))
        (i32.store (global.get $filled) (i32.shr_u (i32.sub (local.get $into) (global.get $starts)) (i32.const 2)))
        (br_if $next (i32.lt_u (local.get $into) (local.get $lastInto)))))
    (local.get $begun)))
