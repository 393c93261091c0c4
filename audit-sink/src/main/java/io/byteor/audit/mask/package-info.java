/** What is hidden from whom, on every way out. Rules are by path and role; where one cannot be applied, the whole value is hidden. */
@NullMarked
package io.byteor.audit.mask;

import org.jspecify.annotations.NullMarked;
