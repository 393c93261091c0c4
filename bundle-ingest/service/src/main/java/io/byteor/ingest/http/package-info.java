/** The capture API over HTTP, and what operators look at from outside. */
@NullMarked
package io.byteor.ingest.http;

import org.jspecify.annotations.NullMarked;
