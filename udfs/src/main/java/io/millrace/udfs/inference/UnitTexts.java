package io.millrace.udfs.inference;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.unit.UnitConversion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Units as devices and platforms write them, in UCUM. */
final class UnitTexts {
  /**
   * What is written otherwise than in UCUM: as people write it, in SenML (RFC 8428, section 12.1),
   * and by the common codes of UN/CEFACT that NGSI-LD has as {@code unitCode}.
   */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("C", "Cel"),
          Map.entry("°C", "Cel"),
          Map.entry("℃", "Cel"),
          Map.entry("degC", "Cel"),
          Map.entry("celsius", "Cel"),
          Map.entry("Celsius", "Cel"),
          Map.entry("CEL", "Cel"),
          Map.entry("F", "[degF]"),
          Map.entry("°F", "[degF]"),
          Map.entry("℉", "[degF]"),
          Map.entry("degF", "[degF]"),
          Map.entry("FAH", "[degF]"),
          Map.entry("KEL", "K"),
          Map.entry("°", "deg"),
          Map.entry("DD", "deg"),
          Map.entry("lat", "deg"),
          Map.entry("lon", "deg"),
          Map.entry("%RH", "%"),
          Map.entry("%EL", "%"),
          Map.entry("P1", "%"),
          Map.entry("percent", "%"),
          Map.entry("/", "1"),
          Map.entry("count", "1"),
          Map.entry("C62", "1"),
          Map.entry("pH", "[pH]"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("59", "[ppm]"),
          Map.entry("ppb", "[ppb]"),
          Map.entry("lux", "lx"),
          Map.entry("LUX", "lx"),
          Map.entry("VLT", "V"),
          Map.entry("2Z", "mV"),
          Map.entry("AMP", "A"),
          Map.entry("4K", "mA"),
          Map.entry("WTT", "W"),
          Map.entry("KWT", "kW"),
          Map.entry("WHR", "W.h"),
          Map.entry("Wh", "W.h"),
          Map.entry("KWH", "kW.h"),
          Map.entry("kWh", "kW.h"),
          Map.entry("HTZ", "Hz"),
          Map.entry("PAL", "Pa"),
          Map.entry("A97", "hPa"),
          Map.entry("BAR", "bar"),
          Map.entry("psi", "[psi]"),
          Map.entry("MTR", "m"),
          Map.entry("CMT", "cm"),
          Map.entry("MMT", "mm"),
          Map.entry("KMT", "km"),
          Map.entry("MTS", "m/s"),
          Map.entry("KMH", "km/h"),
          Map.entry("kph", "km/h"),
          Map.entry("mph", "[mi_i]/h"),
          Map.entry("knots", "[kn_i]"),
          Map.entry("2N", "dB"),
          Map.entry("GQ", "ug/m3"),
          Map.entry("LTR", "L"),
          Map.entry("MTQ", "m3"),
          Map.entry("KGM", "kg"),
          Map.entry("GRM", "g"),
          Map.entry("SEC", "s"),
          Map.entry("sec", "s"),
          Map.entry("MIN", "min"),
          Map.entry("HUR", "h"),
          Map.entry("C26", "ms"),
          Map.entry("beat/min", "/min"),
          Map.entry("beats", "1"),
          Map.entry("rpm", "/min"),
          Map.entry("RPM", "/min"));

  private UnitTexts() {}

  /** The unit in UCUM, or null where it is none that is known. */
  static @Nullable String ucum(String text) {
    String written = text.strip();
    String code = CODES.get(written);
    String plain = code != null ? code : ascii(written);
    return !plain.isEmpty() && known(plain) ? plain : null;
  }

  /** Superscripts, dots and the two Greek letters of micro become what UCUM has for them. */
  private static String ascii(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case 'µ', 'μ' -> plain.append('u');
                case '⋅', '·', '•' -> plain.append('.');
                case '⁻' -> plain.append('-');
                case '¹' -> plain.append('1');
                case '²' -> plain.append('2');
                case '³' -> plain.append('3');
                case 'Ω' -> plain.append("Ohm");
                case ' ' -> plain.append("");
                default -> plain.appendCodePoint(point);
              }
            });
    return plain.toString().replace("°C", "Cel").replace("°", "deg").replace("^", "");
  }

  static boolean known(String code) {
    try {
      UnitConversion.between(code, code);
      return true;
    } catch (ExpressionException e) {
      return false;
    }
  }
}
