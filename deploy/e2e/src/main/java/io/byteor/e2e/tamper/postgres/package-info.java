/** What somebody who may do everything in the database can do to the audit store. */
@NullMarked
package io.byteor.e2e.tamper.postgres;

import org.jspecify.annotations.NullMarked;
