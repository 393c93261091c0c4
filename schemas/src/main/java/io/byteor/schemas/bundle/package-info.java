/**
 * The incident bundle, format 1: a profile of BagIt 1.0 (RFC 8493) whose tag manifest names its whole content. Here are its
 * parts and its writer; {@link io.byteor.schemas.bundle.verify} judges bundles of others.
 */
@NullMarked
package io.byteor.schemas.bundle;

import org.jspecify.annotations.NullMarked;
