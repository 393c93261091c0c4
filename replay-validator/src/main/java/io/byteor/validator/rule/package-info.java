/** The rules over a replay request: pure functions of its facts. All of them speak every time; one failure rejects. */
@NullMarked
package io.byteor.validator.rule;

import org.jspecify.annotations.NullMarked;
