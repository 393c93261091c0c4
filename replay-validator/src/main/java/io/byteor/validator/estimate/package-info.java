/** What a request would come to, as far as it can be known without reading the bundle. Pure functions of facts. */
@NullMarked
package io.byteor.validator.estimate;

import org.jspecify.annotations.NullMarked;
