/** The store in a bucket of any server that speaks S3. */
@NullMarked
package io.byteor.store.s3;

import org.jspecify.annotations.NullMarked;
