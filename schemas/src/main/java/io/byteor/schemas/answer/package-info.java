/** The answers 401, 403 and 429 of every part that has a door: added up where they are given, told on {@code byteor.agent.response}. */
@NullMarked
package io.byteor.schemas.answer;

import org.jspecify.annotations.NullMarked;
