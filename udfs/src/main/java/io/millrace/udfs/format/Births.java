package io.millrace.udfs.format;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the birth certificates of Sparkplug nodes and devices are kept. */
public interface Births {
  /**
   * The last certificate, or null.
   *
   * @param device id of the device whose message is read
   * @param place the node or device within what comes under this id: {@code GROUP/NODE} or {@code
   *     GROUP/NODE/DEVICE}; empty where the message does not say
   */
  @Nullable BirthCertificate get(String device, String place);

  /** Keeps a certificate in place of the last one. */
  void put(String device, String place, BirthCertificate birth);

  /** For trials: as long as they last. */
  static Births inMemory() {
    Map<String, BirthCertificate> births = new HashMap<>();
    return new Births() {
      @Override
      public @Nullable BirthCertificate get(String device, String place) {
        return births.get(device + "\n" + place);
      }

      @Override
      public void put(String device, String place, BirthCertificate birth) {
        births.put(device + "\n" + place, birth);
      }
    };
  }
}
