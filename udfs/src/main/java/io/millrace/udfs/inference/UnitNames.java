package io.millrace.udfs.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** Units that names end with or stand for, as in {@code temperature_c} or {@code humidity}. */
final class UnitNames {
  /** A unit, and which numbers can be in it. */
  record Named(String code, DoublePredicate plausible) {}

  private static final Map<String, String> LAST =
      Map.ofEntries(
          Map.entry("celsius", "Cel"),
          Map.entry("degc", "Cel"),
          Map.entry("fahrenheit", "[degF]"),
          Map.entry("degf", "[degF]"),
          Map.entry("kelvin", "K"),
          Map.entry("percent", "%"),
          Map.entry("percentage", "%"),
          Map.entry("pct", "%"),
          Map.entry("%", "%"),
          Map.entry("volt", "V"),
          Map.entry("volts", "V"),
          Map.entry("v", "V"),
          Map.entry("mv", "mV"),
          Map.entry("millivolt", "mV"),
          Map.entry("amp", "A"),
          Map.entry("amps", "A"),
          Map.entry("ampere", "A"),
          Map.entry("ma", "mA"),
          Map.entry("w", "W"),
          Map.entry("watt", "W"),
          Map.entry("watts", "W"),
          Map.entry("kw", "kW"),
          Map.entry("wh", "W.h"),
          Map.entry("kwh", "kW.h"),
          Map.entry("hz", "Hz"),
          Map.entry("khz", "kHz"),
          Map.entry("mhz", "MHz"),
          Map.entry("ghz", "GHz"),
          Map.entry("pa", "Pa"),
          Map.entry("hpa", "hPa"),
          Map.entry("kpa", "kPa"),
          Map.entry("mbar", "mbar"),
          Map.entry("bar", "bar"),
          Map.entry("psi", "[psi]"),
          Map.entry("mm", "mm"),
          Map.entry("cm", "cm"),
          Map.entry("km", "km"),
          Map.entry("meters", "m"),
          Map.entry("metres", "m"),
          Map.entry("ms", "ms"),
          Map.entry("millis", "ms"),
          Map.entry("sec", "s"),
          Map.entry("secs", "s"),
          Map.entry("seconds", "s"),
          Map.entry("minutes", "min"),
          Map.entry("hours", "h"),
          Map.entry("kmh", "km/h"),
          Map.entry("kph", "km/h"),
          Map.entry("mph", "[mi_i]/h"),
          Map.entry("mps", "m/s"),
          Map.entry("knots", "[kn_i]"),
          Map.entry("lux", "lx"),
          Map.entry("lx", "lx"),
          Map.entry("db", "dB"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("ppb", "[ppb]"),
          Map.entry("ugm3", "ug/m3"),
          Map.entry("liter", "L"),
          Map.entry("liters", "L"),
          Map.entry("litres", "L"),
          Map.entry("lpm", "L/min"),
          Map.entry("m3", "m3"),
          Map.entry("kg", "kg"),
          Map.entry("grams", "g"),
          Map.entry("deg", "deg"),
          Map.entry("degrees", "deg"),
          Map.entry("rpm", "/min"),
          Map.entry("bytes", "By"),
          Map.entry("ph", "[pH]"));

  /** Quantities that hardly come in another unit. */
  private static final Map<String, String> QUANTITY =
      Map.of("humidity", "%", "rh", "%", "co2", "[ppm]", "snr", "dB", "voltage", "V");

  /** One letter is a unit only behind the quantity that it is one of. */
  private static final Map<String, String> TEMPERATURE =
      Map.of("c", "Cel", "f", "[degF]", "k", "K");

  private static final Set<String> HEAT = Set.of("temp", "temperature", "dewpoint");
  private static final double KELVIN = 273.15;

  private UnitNames() {}

  /** The unit that a name says, or null. */
  static @Nullable Named of(String name) {
    List<String> tokens = Tokens.of(name);
    if (tokens.isEmpty()) {
      return null;
    }
    String last = tokens.get(tokens.size() - 1);
    boolean heat = tokens.stream().anyMatch(t -> HEAT.contains(t.replaceAll("[0-9]+$", "")));
    String code = heat && TEMPERATURE.containsKey(last) ? TEMPERATURE.get(last) : LAST.get(last);
    if (code == null) {
      code = tokens.stream().map(QUANTITY::get).filter(c -> c != null).findFirst().orElse(null);
    }
    boolean single = tokens.size() == 1 && last.length() <= 2 && !last.equals("ph");
    return code == null || single ? null : new Named(code, plausible(code));
  }

  private static DoublePredicate plausible(String code) {
    return switch (code) {
      case "%" -> v -> v >= 0 && v <= 100;
      case "Cel" -> v -> v >= -KELVIN && v < 3000;
      case "[degF]" -> v -> v >= -460 && v < 5500;
      case "V" -> v -> Math.abs(v) < 1500;
      case "[ppm]" -> v -> v >= 0 && v <= 1e6;
      case "K", "[pH]", "lx", "Hz" -> v -> v >= 0;
      default -> Double::isFinite;
    };
  }
}
