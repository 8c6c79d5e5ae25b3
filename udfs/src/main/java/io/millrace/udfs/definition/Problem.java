package io.millrace.udfs.definition;

/**
 * One thing that is wrong with a document.
 *
 * @param path JSON pointer into the document, empty for the whole
 * @param reason for people
 */
public record Problem(String path, String reason) {}
