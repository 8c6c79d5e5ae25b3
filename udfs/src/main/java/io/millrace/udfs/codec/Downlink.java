package io.millrace.udfs.codec;

import java.util.List;

/**
 * What a codec made of a command.
 *
 * @param fPort where to send it: the codec's choice, else the one that was asked for
 * @param warnings the codec's own, for people
 */
public record Downlink(byte[] bytes, int fPort, List<String> warnings) {}
