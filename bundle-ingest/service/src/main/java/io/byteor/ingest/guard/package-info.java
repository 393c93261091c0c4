/** What keeps one agent from taking more than its share: of requests, of bytes, of uploads at once and of patience. */
@NullMarked
package io.byteor.ingest.guard;

import org.jspecify.annotations.NullMarked;
