/** What a task keeps, each kind over a store of its own, and how entries that have had their time are taken out. */
@NullMarked
package io.byteor.validator.topology.store;

import org.jspecify.annotations.NullMarked;
