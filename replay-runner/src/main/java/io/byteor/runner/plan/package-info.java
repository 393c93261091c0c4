/** What a replay is going to do, settled before it does anything: which records, through which pipeline, to which targets. Pure. */
@NullMarked
package io.byteor.runner.plan;

import org.jspecify.annotations.NullMarked;
