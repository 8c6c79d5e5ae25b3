package io.millrace.udfs.codec;

/**
 * A payload codec as it was put, checked: {@link Codecs} runs it.
 *
 * @param source the program, as its maker published it
 */
public record CodecDefinition(String id, long version, String source) {}
