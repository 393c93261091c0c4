/** Effects as HTTP requests: each sent once, and once more only where that is safe. */
@NullMarked
package io.byteor.runner.target.http;

import org.jspecify.annotations.NullMarked;
