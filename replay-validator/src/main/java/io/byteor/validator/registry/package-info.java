/** The governance registry: environments, agents and pipeline versions, each changed only at the revision its writer has seen. */
@NullMarked
package io.byteor.validator.registry;

import org.jspecify.annotations.NullMarked;
