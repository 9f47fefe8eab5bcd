;; The hashes of content-sums.ts. `npm run assemble` writes content-sums-wasm.ts from this text. No vector instructions, so that every processor
;; runs it.
;;
;; Memory: from 0 on four numbers of 53 bits (content, sent, pair, exact), at 32 whether `pccr=true` was seen, from 64 on the hashes of the
;; volatile parameters t, lrt, pccr and vidn. The text stands behind; sixteen bytes after its end are read, whatever they are.
(module
  (memory (export "memory") 2)

  ;; Hash of the bytes in [from, to), going on from `seed`: the round and the end of xxHash64 (BSD licence, Yann Collet), eight bytes a step.
  (func $hash (param $from i32) (param $to i32) (param $seed i64) (result i64)
    (local $at i32) (local $hash i64) (local $left i32)
    (local.set $hash (i64.add (local.get $seed) (i64.const 0x27d4eb2f165667c5)))
    (local.set $at (local.get $from))
    (block $done
      (loop $words
        (br_if $done (i32.lt_s (i32.sub (local.get $to) (local.get $at)) (i32.const 8)))
        ;; As in $round: a call for every eight bytes takes longer than they do.
        (local.set $hash
          (i64.mul
            (i64.rotl
              (i64.add (local.get $hash) (i64.mul (i64.load align=1 (local.get $at)) (i64.const 0xc2b2ae3d27d4eb4f)))
              (i64.const 31))
            (i64.const 0x9e3779b185ebca87)))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $words)))
    (local.set $left (i32.sub (local.get $to) (local.get $at)))
    (if (i32.gt_s (local.get $left) (i32.const 0))
      (then
        (local.set $hash
          (call $round
            (local.get $hash)
            (i64.and
              (i64.load align=1 (local.get $at))
              (i64.sub (i64.shl (i64.const 1) (i64.extend_i32_u (i32.shl (local.get $left) (i32.const 3)))) (i64.const 1)))))))
    (call $mix (i64.add (local.get $hash) (i64.extend_i32_u (i32.sub (local.get $to) (local.get $from))))))

  (func $round (param $hash i64) (param $word i64) (result i64)
    (i64.mul
      (i64.rotl (i64.add (local.get $hash) (i64.mul (local.get $word) (i64.const 0xc2b2ae3d27d4eb4f))) (i64.const 31))
      (i64.const 0x9e3779b185ebca87)))

  ;; Lets every bit decide on every bit.
  (func $mix (param $hash i64) (result i64)
    (local.set $hash
      (i64.mul (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 33))) (i64.const 0xc2b2ae3d27d4eb4f)))
    (local.set $hash
      (i64.mul (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 29))) (i64.const 0x165667b19e3779f9)))
    (i64.xor (local.get $hash) (i64.shr_u (local.get $hash) (i64.const 32))))

  ;; One hash of two, in this order.
  (func $both (param $first i64) (param $second i64) (result i64)
    (call $mix (call $round (local.get $first) (local.get $second))))

  (func $store (param $at i32) (param $hash i64)
    (f64.store (local.get $at) (f64.convert_i64_u (i64.shr_u (local.get $hash) (i64.const 11)))))

  ;; Where the next pair begins that is empty or has the first two bytes of a volatile name, looking at the ampersands from `from` on; `end`
  ;; or beyond if none does.
  (func $next (param $from i32) (param $end i32) (result i32)
    (local $others i64) (local $found i64) (local $pair i32) (local $name i32)
    (loop $words
      (local.set $others (i64.xor (i64.load align=1 (local.get $from)) (i64.const 0x2626262626262626)))
      (local.set $found
        (i64.and
          (i64.and
            (i64.sub (local.get $others) (i64.const 0x0101010101010101))
            (i64.xor (local.get $others) (i64.const -1)))
          (i64.const 0x8080808080808080)))
      (block $next
        (loop $each
          (br_if $next (i64.eqz (local.get $found)))
          (local.set $pair
            (i32.add (local.get $from) (i32.wrap_i64 (i64.shr_u (i64.ctz (local.get $found)) (i64.const 3)))))
          (local.set $found (i64.and (local.get $found) (i64.sub (local.get $found) (i64.const 1))))
          (local.set $name (i32.load16_u offset=1 align=1 (local.get $pair)))
          (br_if $each
            (i32.eqz
              (i32.or
                (i32.or
                  (i32.or (i32.eq (local.get $name) (i32.const 0x3d74)) (i32.eq (local.get $name) (i32.const 0x726c)))
                  (i32.or (i32.eq (local.get $name) (i32.const 0x6370)) (i32.eq (local.get $name) (i32.const 0x6976))))
                (i32.eq (i32.and (local.get $name) (i32.const 0xff)) (i32.const 0x26)))))
          ;; The subtraction may borrow: above an ampersand it takes the byte after it in ASCII for one too.
          (br_if $each (i32.ne (i32.load8_u (local.get $pair)) (i32.const 0x26)))
          (return (i32.add (local.get $pair) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (br_if $words (i32.lt_s (local.get $from) (local.get $end))))
    (local.get $end))

  ;; Where the hash of the pair at `at` is kept if it is volatile, 0 if it is empty, 1 for all others.
  (func $placeOf (param $at i32) (result i32)
    (local $name i32)
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x26)) (then (return (i32.const 0))))
    (if (i32.eq (i32.load16_u align=1 (local.get $at)) (i32.const 0x3d74)) (then (return (i32.const 64))))
    (local.set $name (i32.load align=1 (local.get $at)))
    (if (i32.eq (local.get $name) (i32.const 0x3d74726c)) (then (return (i32.const 72))))
    (if (i32.ne (i32.load8_u offset=4 (local.get $at)) (i32.const 0x3d)) (then (return (i32.const 1))))
    (if (i32.eq (local.get $name) (i32.const 0x72636370))
      (then
        (if (i32.eq (i32.load offset=5 align=1 (local.get $at)) (i32.const 0x65757274))
          (then (i32.store (i32.const 32) (i32.const 1))))
        (return (i32.const 80))))
    (select (i32.const 88) (i32.const 1) (i32.eq (local.get $name) (i32.const 0x6e646976))))

  ;; Moves the pairs in [from, end) together, without empty ones and without volatile ones, which go into hashes of their own. Ampersands stand
  ;; around them. Returns the end of what is kept.
  (func $closeGaps (param $from i32) (param $end i32) (result i32)
    (local $kept i32) (local $keepFrom i32) (local $at i32) (local $pairEnd i32) (local $place i32)
    (local.set $kept (local.get $from))
    (local.set $keepFrom (local.get $from))
    (local.set $pairEnd (i32.sub (local.get $from) (i32.const 1)))
    (block $done
      (loop $pairs
        (local.set $at (call $next (local.get $pairEnd) (local.get $end)))
        (br_if $done (i32.ge_s (local.get $at) (local.get $end)))
        (local.set $place (call $placeOf (local.get $at)))
        (local.set $pairEnd (local.get $at))
        (block $ended
          (loop $bytes
            (br_if $ended (i32.eq (i32.load8_u (local.get $pairEnd)) (i32.const 0x26)))
            (local.set $pairEnd (i32.add (local.get $pairEnd) (i32.const 1)))
            (br $bytes)))
        (br_if $pairs (i32.eq (local.get $place) (i32.const 1)))
        (memory.copy (local.get $kept) (local.get $keepFrom) (i32.sub (local.get $at) (local.get $keepFrom)))
        (local.set $kept (i32.add (local.get $kept) (i32.sub (local.get $at) (local.get $keepFrom))))
        (local.set $keepFrom (i32.add (local.get $pairEnd) (i32.const 1)))
        (br_if $pairs (i32.eqz (local.get $place)))
        (i64.store
          (local.get $place)
          (call $hash (local.get $at) (local.get $pairEnd) (i64.load (local.get $place))))
        (br $pairs)))
    (if (i32.lt_s (local.get $keepFrom) (local.get $end))
      (then
        (memory.copy (local.get $kept) (local.get $keepFrom) (i32.sub (local.get $end) (local.get $keepFrom)))
        (local.set $kept (i32.add (local.get $kept) (i32.sub (local.get $end) (local.get $keepFrom))))))
    ;; What was left out at the end has left its separator behind.
    (i32.sub
      (local.get $kept)
      (i32.and
        (i32.gt_s (local.get $kept) (local.get $from))
        (i32.eq (i32.load8_u (i32.sub (local.get $kept) (i32.const 1))) (i32.const 0x26)))))

  ;; The text begins at `url`; its path is [path, pathEnd), all but its last part [path, last). The parameters are [pathEnd + 1, end), with
  ;; an ampersand on either side. What the path says of itself is hashed up to `named`.
  (func (export "sum") (param $url i32) (param $path i32) (param $named i32) (param $last i32) (param $pathEnd i32) (param $end i32)
    (local $hash i64) (local $pair i64)
    (i32.store (i32.const 32) (i32.const 0))
    (i64.store (i32.const 64) (i64.const 0))
    (i64.store (i32.const 72) (i64.const 0))
    (i64.store (i32.const 80) (i64.const 0))
    (i64.store (i32.const 88) (i64.const 0))
    (local.set $hash (call $hash (local.get $path) (local.get $named) (i64.const 0)))
    (local.set $pair (call $hash (local.get $last) (local.get $pathEnd) (local.get $hash)))
    (local.set $pathEnd (i32.add (local.get $pathEnd) (i32.const 1)))
    (local.set $hash
      (call $hash (local.get $pathEnd) (call $closeGaps (local.get $pathEnd) (local.get $end)) (local.get $hash)))
    (call $store (i32.const 0) (local.get $hash))
    (local.set $hash (call $both (call $both (local.get $hash) (i64.load (i32.const 64))) (i64.load (i32.const 72))))
    (call $store (i32.const 8) (local.get $hash))
    (local.set $hash (call $both (call $both (local.get $hash) (i64.load (i32.const 80))) (i64.load (i32.const 88))))
    (call $store (i32.const 16) (local.get $pair))
    (call $store
      (i32.const 24)
      (call $hash (local.get $url) (local.get $path) (call $both (local.get $hash) (local.get $pair))))))
