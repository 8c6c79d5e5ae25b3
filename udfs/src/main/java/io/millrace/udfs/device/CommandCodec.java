package io.millrace.udfs.device;

/**
 * The payload codec that makes the bytes of a device's commands.
 *
 * @param id names the definition; whether there is one shows with each command
 * @param fPort the LoRaWAN port that it is asked for, 0 to 255
 */
public record CommandCodec(String id, int fPort) {
  /** The port where a definition names none. */
  public static final int DEFAULT_PORT = 1;
}
