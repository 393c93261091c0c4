/** What an operator can set. */
@NullMarked
package io.byteor.ingest.config;

import org.jspecify.annotations.NullMarked;
