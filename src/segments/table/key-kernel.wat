;; What the counts of a table need to know of each record: hashes of its keys, and flags of what JavaScript has to look at. As in
;; cell-kernel.wat, `npm run assemble` writes key-kernel-wasm.ts from this text, slow-kernel.ts does the same, and addresses come from row-space.ts.
(module
  (import "space" "memory" (memory 1))
  ;; i32 each: first byte of a cell, and one past its last.
  (import "space" "starts" (global $starts i32))
  (import "space" "ends" (global $ends i32))
  ;; Two i64 per row: the hash of the recipient, and the hash of all keys.
  (import "space" "hashes" (global $hashes i32))
  ;; i16 per row.
  (import "space" "flags" (global $flags i32))
  ;; Three lists of rows, i16 each: those JavaScript has to look at; of all others, those whose hash of the recipient, and whose hash of all
  ;; keys, belongs to the sample. And three i32: how long these lists are.
  (import "space" "notable" (global $notable i32))
  (import "space" "recipients" (global $recipients i32))
  (import "space" "tuples" (global $tuples i32))
  (import "space" "listed" (global $listed i32))
  ;; Four i32: the columns of recipient, message, product and date; -1 where there is none.
  (import "space" "columns" (global $columns i32))
  ;; Sixteen bytes of ones, then sixteen of zeros.
  (import "space" "mask" (global $mask i32))
  ;; By the lower and the upper half of a byte: bits in common tell a character of merge tags.
  (import "space" "tagLow" (global $tagLow i32))
  (import "space" "tagHigh" (global $tagHigh i32))
  ;; Three words that mean no value, sixteen bytes each; a bit for each of their lengths.
  (import "space" "words" (global $words i32))
  (import "space" "wordLengths" (global $wordLengths i32))
  ;; By the first two bytes of a cell: 1 for words of totals, 2 for test ids.
  (import "space" "beginnings" (global $beginnings i32))

  (func $settle (param $hash i64) (result i64)
    (local.set $hash
      (i64.mul (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 32))) (i64.const 0x87c37b91114253d5)))
    (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 29))))

  ;; Ones for the first $count bytes of sixteen, zeros for the rest.
  (func $first (param $count i32) (result v128)
    (v128.load
      (i32.sub
        (i32.add (global.get $mask) (i32.const 16))
        (select (local.get $count) (i32.const 16) (i32.lt_u (local.get $count) (i32.const 16))))))

  ;; Whether the stretches of $count bytes at $one and $other are the same.
  (func $same (param $one i32) (param $other i32) (param $count i32) (result i32)
    (loop $blocks
      (if (i32.le_s (local.get $count) (i32.const 0)) (then (return (i32.const 1))))
      (if (v128.any_true
            (v128.and
              (v128.xor (v128.load (local.get $one)) (v128.load (local.get $other)))
              (call $first (local.get $count))))
        (then (return (i32.const 0))))
      (local.set $one (i32.add (local.get $one) (i32.const 16)))
      (local.set $other (i32.add (local.get $other) (i32.const 16)))
      (local.set $count (i32.sub (local.get $count) (i32.const 16)))
      (br $blocks))
    (unreachable))

  ;; Whether an @ stands in [from, end).
  (func $hasAt (param $from i32) (param $end i32) (result i32)
    (local $at v128)
    (local.set $at (i8x16.splat (i32.const 64)))
    (loop $large
      (if (i32.le_s (i32.add (local.get $from) (i32.const 64)) (local.get $end))
        (then
          (if (v128.any_true
                (v128.or
                  (v128.or
                    (i8x16.eq (v128.load (local.get $from)) (local.get $at))
                    (i8x16.eq (v128.load offset=16 (local.get $from)) (local.get $at)))
                  (v128.or
                    (i8x16.eq (v128.load offset=32 (local.get $from)) (local.get $at))
                    (i8x16.eq (v128.load offset=48 (local.get $from)) (local.get $at)))))
            (then (return (i32.const 1))))
          (local.set $from (i32.add (local.get $from) (i32.const 64)))
          (br $large))))
    (loop $blocks
      (if (i32.ge_s (local.get $from) (local.get $end)) (then (return (i32.const 0))))
      (if (v128.any_true
            (v128.and
              (i8x16.eq (v128.load (local.get $from)) (local.get $at))
              (call $first (i32.sub (local.get $end) (local.get $from)))))
        (then (return (i32.const 1))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br $blocks))
    (unreachable))

  ;; Flags, hashes and lists of the first $count records of the batch. In a sample are those hashes whose upper half has none of the bits of
  ;; its mask.
  (func (export "keys") (param $count i32) (param $width i32) (param $recipientMask i32) (param $tupleMask i32)
    (local $mayHaveAt i32) (local $row i32) (local $base i32) (local $next i32) (local $toEnds i32) (local $flags i32)
    (local $cell i32) (local $key i32) (local $column i32) (local $from i32) (local $to i32) (local $length i32) (local $left i32)
    (local $dateFrom i32) (local $dateLength i32)
    (local $hash i64) (local $recipientHash i64) (local $text v128) (local $tags v128)
    ;; Bits of the values a row should hold, bits of the row before, and the lengths of the lists.
    (local $wanted i32) (local $before i32) (local $notables i32) (local $recipientRows i32) (local $tupleRows i32)
    (local.set $toEnds (i32.sub (global.get $ends) (global.get $starts)))
    (local.set $base (global.get $starts))
    (local.set $dateLength (i32.const -1))
    (block $over
      (br_if $over (i32.eqz (local.get $count)))
      ;; Mostly there is none in all of them.
      (local.set $mayHaveAt
        (call $hasAt
          (i32.load (global.get $starts))
          (i32.load
            (i32.add
              (global.get $ends)
              (i32.shl (i32.sub (i32.mul (local.get $count) (local.get $width)) (i32.const 1)) (i32.const 2))))))
      (loop $wanting
        (local.set $wanted
          (i32.or
            (local.get $wanted)
            (i32.shl
              (i32.ge_s (i32.load (i32.add (global.get $columns) (i32.shl (local.get $key) (i32.const 2)))) (i32.const 0))
              (i32.add (local.get $key) (i32.const 3)))))
        (local.set $key (i32.add (local.get $key) (i32.const 1)))
        (br_if $wanting (i32.lt_u (local.get $key) (i32.const 3))))
      (loop $rows
        (br_if $over (i32.ge_u (local.get $row) (local.get $count)))
        (local.set $next (i32.add (local.get $base) (i32.shl (local.get $width) (i32.const 2))))
        (local.set $flags (i32.const 0))

        ;; Bit 1: the first cell that holds something begins like a word of totals.
        (local.set $cell (local.get $base))
        (block $found
          (loop $cells
            (local.set $from (i32.load (local.get $cell)))
            (local.set $length (i32.sub (i32.load (i32.add (local.get $cell) (local.get $toEnds))) (local.get $from)))
            (br_if $found (i32.gt_s (local.get $length) (i32.const 0)))
            (local.set $cell (i32.add (local.get $cell) (i32.const 4)))
            (br_if $cells (i32.lt_u (local.get $cell) (local.get $next)))))
        (if (i32.and (i32.gt_s (local.get $length) (i32.const 0)) (i32.le_s (local.get $length) (i32.const 16)))
          (then
            (local.set $flags
              (i32.and (i32.load8_u (i32.add (global.get $beginnings) (i32.load16_u (local.get $from)))) (i32.const 1)))))

        ;; Bit 2: another date than in the row before, or one whose date may not have been read.
        (local.set $column (i32.load offset=12 (global.get $columns)))
        (if (i32.ge_s (local.get $column) (i32.const 0))
          (then
            (local.set $cell (i32.add (local.get $base) (i32.shl (local.get $column) (i32.const 2))))
            (local.set $from (i32.load (local.get $cell)))
            (local.set $length (i32.sub (i32.load (i32.add (local.get $cell) (local.get $toEnds))) (local.get $from)))
            (if (i32.or (i32.ne (local.get $length) (local.get $dateLength)) (i32.and (local.get $before) (i32.const 1)))
              (then (local.set $flags (i32.or (local.get $flags) (i32.const 2))))
              (else
                (if (i32.eqz (call $same (local.get $from) (local.get $dateFrom) (local.get $length)))
                  (then (local.set $flags (i32.or (local.get $flags) (i32.const 2)))))))
            (local.set $dateFrom (local.get $from))
            (local.set $dateLength (local.get $length))))

        ;; Bit 4: an @ somewhere in the row.
        (if (local.get $mayHaveAt)
          (then
            (if (call $hasAt
                  (i32.load (local.get $base))
                  (i32.load (i32.add (i32.sub (local.get $next) (i32.const 4)) (local.get $toEnds))))
              (then (local.set $flags (i32.or (local.get $flags) (i32.const 4)))))))

        (local.set $hash (i64.const 0x9e3779b97f4a7c15))
        (local.set $key (i32.const 0))
        (loop $keys
          (local.set $column (i32.load (i32.add (global.get $columns) (i32.shl (local.get $key) (i32.const 2)))))
          (if (i32.ge_s (local.get $column) (i32.const 0))
            (then
              (local.set $cell (i32.add (local.get $base) (i32.shl (local.get $column) (i32.const 2))))
              (local.set $from (i32.load (local.get $cell)))
              (local.set $to (i32.load (i32.add (local.get $cell) (local.get $toEnds))))
              ;; Bits 512, 1024, 2048: begins like a test id.
              (local.set $flags
                (i32.or
                  (local.get $flags)
                  (i32.shl
                    (i32.and (i32.load8_u (i32.add (global.get $beginnings) (i32.load16_u (local.get $from)))) (i32.const 2))
                    (i32.add (local.get $key) (i32.const 8)))))
              (block $trimmed
                (loop $blanks
                  (br_if $trimmed (i32.ge_s (local.get $from) (local.get $to)))
                  (br_if $trimmed (i32.gt_u (i32.load8_u (local.get $from)) (i32.const 32)))
                  (local.set $from (i32.add (local.get $from) (i32.const 1)))
                  (br $blanks)))
              (block $trimmed
                (loop $blanks
                  (br_if $trimmed (i32.ge_s (local.get $from) (local.get $to)))
                  (br_if $trimmed (i32.gt_u (i32.load8_u (i32.sub (local.get $to) (i32.const 1))) (i32.const 32)))
                  (local.set $to (i32.sub (local.get $to) (i32.const 1)))
                  (br $blanks)))
              (local.set $length (select (i32.sub (local.get $to) (local.get $from)) (i32.const 0) (i32.gt_s (local.get $to) (local.get $from))))
              (local.set $left (local.get $length))
              (local.set $tags (v128.const i64x2 0 0))
              (block $hashed
                (loop $pieces
                  (br_if $hashed (i32.le_s (local.get $left) (i32.const 0)))
                  (local.set $text (v128.and (v128.load (local.get $from)) (v128.load (i32.sub (i32.add (global.get $mask) (i32.const 16)) (select (local.get $left) (i32.const 16) (i32.lt_s (local.get $left) (i32.const 16)))))))
                  (local.set $tags
                    (v128.or
                      (local.get $tags)
                      (v128.and
                        (i8x16.swizzle (v128.load (global.get $tagLow)) (v128.and (local.get $text) (i8x16.splat (i32.const 15))))
                        (i8x16.swizzle (v128.load (global.get $tagHigh)) (i8x16.shr_u (local.get $text) (i32.const 4))))))
                  ;; Capital letters become small ones.
                  (local.set $text
                    (v128.or
                      (local.get $text)
                      (v128.and
                        (i8x16.lt_u (i8x16.sub (local.get $text) (i8x16.splat (i32.const 65))) (i8x16.splat (i32.const 26)))
                        (i8x16.splat (i32.const 32)))))
                  (local.set $hash (i64.mul (i64.rotl (i64.xor (local.get $hash) (i64.mul (i64.rotl (i64.mul (i64x2.extract_lane 0 (local.get $text)) (i64.const 0x87c37b91114253d5)) (i64.const 31)) (i64.const 0x4cf5ad432745937f))) (i64.const 27)) (i64.const 0xff51afd7ed558ccd)))
                  (if (i32.gt_s (local.get $left) (i32.const 8))
                    (then (local.set $hash (i64.mul (i64.rotl (i64.xor (local.get $hash) (i64.mul (i64.rotl (i64.mul (i64x2.extract_lane 1 (local.get $text)) (i64.const 0x87c37b91114253d5)) (i64.const 31)) (i64.const 0x4cf5ad432745937f))) (i64.const 27)) (i64.const 0xff51afd7ed558ccd)))))
                  (local.set $from (i32.add (local.get $from) (i32.const 16)))
                  (local.set $left (i32.sub (local.get $left) (i32.const 16)))
                  (br $pieces)))
              (local.set $hash (i64.mul (i64.rotl (i64.xor (local.get $hash) (i64.extend_i32_u (local.get $length))) (i64.const 27)) (i64.const 0xff51afd7ed558ccd)))
              ;; Bits 64, 128, 256: holds a character of merge tags.
              (local.set $flags
                (i32.or (local.get $flags) (i32.shl (v128.any_true (local.get $tags)) (i32.add (local.get $key) (i32.const 6)))))
              ;; Bits 8, 16, 32: holds a value.
              (if (local.get $length)
                (then
                  (block $isWord
                    (if (i32.and
                          (i32.lt_u (local.get $length) (i32.const 16))
                          (i32.and (i32.shr_u (global.get $wordLengths) (local.get $length)) (i32.const 1)))
                      (then
                        (br_if $isWord (i8x16.all_true (i8x16.eq (local.get $text) (v128.load (global.get $words)))))
                        (br_if $isWord (i8x16.all_true (i8x16.eq (local.get $text) (v128.load offset=16 (global.get $words)))))
                        (br_if $isWord (i8x16.all_true (i8x16.eq (local.get $text) (v128.load offset=32 (global.get $words)))))))
                    (local.set $flags
                      (i32.or (local.get $flags) (i32.shl (i32.const 8) (local.get $key)))))))))
          (if (i32.eqz (local.get $key))
            (then
              (local.set $recipientHash (call $settle (local.get $hash)))
              (i64.store (i32.add (global.get $hashes) (i32.shl (local.get $row) (i32.const 4))) (local.get $recipientHash))))
          (local.set $key (i32.add (local.get $key) (i32.const 1)))
          (br_if $keys (i32.lt_u (local.get $key) (i32.const 3))))
        (local.set $hash (call $settle (local.get $hash)))
        (i64.store offset=8 (i32.add (global.get $hashes) (i32.shl (local.get $row) (i32.const 4))) (local.get $hash))
        (i32.store16 (i32.add (global.get $flags) (i32.shl (local.get $row) (i32.const 1))) (local.get $flags))

        ;; All bits that ask for a look (those of a product do not), or a value that is missing. What does not belong into a list is written
        ;; behind its end, and written over by the next: that needs no branch.
        (if (i32.or
              (i32.and (local.get $flags) (i32.const 1735))
              (i32.xor (i32.and (local.get $flags) (local.get $wanted)) (local.get $wanted)))
          (then
            (i32.store16 (i32.add (global.get $notable) (i32.shl (local.get $notables) (i32.const 1))) (local.get $row))
            (local.set $notables (i32.add (local.get $notables) (i32.const 1))))
          (else
            (i32.store16 (i32.add (global.get $recipients) (i32.shl (local.get $recipientRows) (i32.const 1))) (local.get $row))
            (local.set $recipientRows
              (i32.add
                (local.get $recipientRows)
                (i32.eqz
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $recipientHash) (i64.const 32))) (local.get $recipientMask)))))
            (i32.store16 (i32.add (global.get $tuples) (i32.shl (local.get $tupleRows) (i32.const 1))) (local.get $row))
            (local.set $tupleRows
              (i32.add
                (local.get $tupleRows)
                (i32.eqz (i32.and (i32.wrap_i64 (i64.shr_u (local.get $hash) (i64.const 32))) (local.get $tupleMask)))))))
        (local.set $before (local.get $flags))
        (local.set $base (local.get $next))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $rows)))
    (i32.store (global.get $listed) (local.get $notables))
    (i32.store offset=4 (global.get $listed) (local.get $recipientRows))
    (i32.store offset=8 (global.get $listed) (local.get $tupleRows))))
