/**
 * Readers of what strangers send, under a fuzzer that is guided by the branches which its inputs reach: Jazzer, on libFuzzer.
 * The fuzzer runs in a process of its own, which calls {@link io.byteor.e2e.fuzz.FuzzEntry}.
 */
@NullMarked
package io.byteor.e2e.fuzz;

import org.jspecify.annotations.NullMarked;
