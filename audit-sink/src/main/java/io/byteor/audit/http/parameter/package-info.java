/** Parameters of queries: which there are, and which values they take. Anything else is refused with its name and what it may be. */
@NullMarked
package io.byteor.audit.http.parameter;

import org.jspecify.annotations.NullMarked;
