/** Media stores in a bucket of S3, or of a server that speaks its protocol. */
@NullMarked
package co.loglife.flow.media;

import org.jspecify.annotations.NullMarked;
