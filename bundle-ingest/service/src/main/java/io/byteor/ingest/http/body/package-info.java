/** The bodies of uploads, from the connection to the thread that reads them. */
@NullMarked
package io.byteor.ingest.http.body;

import org.jspecify.annotations.NullMarked;
