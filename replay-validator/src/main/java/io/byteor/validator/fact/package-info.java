/** What a decision rests on: the facts about one request, where they are looked up, and which of them are still missing. */
@NullMarked
package io.byteor.validator.fact;

import org.jspecify.annotations.NullMarked;
