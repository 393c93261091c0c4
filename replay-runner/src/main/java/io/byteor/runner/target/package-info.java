/**
 * Where effects go. What lies on our own cluster is written in one transaction with its actions; what lies beyond it goes out
 * through an {@link io.byteor.runner.target.Outlet}, a window at a time.
 */
@NullMarked
package io.byteor.runner.target;

import org.jspecify.annotations.NullMarked;
