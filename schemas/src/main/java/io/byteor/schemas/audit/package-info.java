/**
 * What a replay leaves behind: the canonical form of its actions, the tree over them, and the structured audit. Whoever writes
 * an audit and whoever checks it use these same functions, so a difference is a change of the data.
 */
@NullMarked
package io.byteor.schemas.audit;

import org.jspecify.annotations.NullMarked;
