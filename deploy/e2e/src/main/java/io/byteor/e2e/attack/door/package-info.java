/** The door of ingest from outside: requests, tokens and answers. */
@NullMarked
package io.byteor.e2e.attack.door;

import org.jspecify.annotations.NullMarked;
