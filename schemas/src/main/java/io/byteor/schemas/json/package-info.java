/** JSON objects at the edge of a contract: read strictly, member by member, and written in canonical form. */
@NullMarked
package io.byteor.schemas.json;

import org.jspecify.annotations.NullMarked;
