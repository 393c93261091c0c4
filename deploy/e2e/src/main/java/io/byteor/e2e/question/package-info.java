/** The analysts' questions, asked over a large store whose every row is known beforehand. */
@NullMarked
package io.byteor.e2e.question;

import org.jspecify.annotations.NullMarked;
