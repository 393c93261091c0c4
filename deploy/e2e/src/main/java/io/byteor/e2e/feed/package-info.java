/** The earthquake feed as the incident of a proof: where it is registered, the bundle that holds it, what it sends where. */
@NullMarked
package io.byteor.e2e.feed;

import org.jspecify.annotations.NullMarked;
