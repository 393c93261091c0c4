/** The running topology: started, watched, read and stopped; and the patrol over topics that are read without a group. */
@NullMarked
package io.byteor.validator.topology.run;

import org.jspecify.annotations.NullMarked;
