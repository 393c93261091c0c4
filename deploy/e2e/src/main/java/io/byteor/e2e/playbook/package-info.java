/** An incident from its first sight to its last audit, by command lines alone, as its page in the documentation shows them. */
@NullMarked
package io.byteor.e2e.playbook;

import org.jspecify.annotations.NullMarked;
