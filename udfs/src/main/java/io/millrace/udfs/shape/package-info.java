/** Maps that share their keys: what many messages of one kind have in common is kept once. */
package io.millrace.udfs.shape;
