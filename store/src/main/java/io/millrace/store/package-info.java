/**
 * The event store: every object event, immutable, in S3 or a folder. The job writes files by day; a
 * day that is over is <b>sealed</b>: its events are sorted by object into larger files with an
 * index, named with their hashes in a manifest, and manifests form a chain.
 */
@NullMarked
package io.millrace.store;

import org.jspecify.annotations.NullMarked;
