package io.millrace.service.object;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A circle on Earth, {@code LAT,LON,DISTANCE} in a request: {@code 52.5,13.25,10km}.
 *
 * @param distance with its unit, m or km
 */
record Near(double lat, double lon, String distance) {
  private static final String DEGREES = "(-?\\d{1,3}(?:\\.\\d{1,15})?)";
  private static final Pattern FORM =
      Pattern.compile(DEGREES + "," + DEGREES + ",(\\d{1,8}(?:\\.\\d{1,6})?k?m)");

  /** The circle; a problem where the text is none. */
  static Near parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      double lat = Double.parseDouble(matcher.group(1));
      double lon = Double.parseDouble(matcher.group(2));
      if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) {
        return new Near(lat, lon, matcher.group(3));
      }
    }
    throw Filter.invalid("'" + text + "' must be latitude,longitude,distance: 52.5,13.25,10km");
  }

  Query query(Field place) {
    return Query.of(
        q ->
            q.geoDistance(
                g ->
                    g.field(place.path())
                        .distance(distance)
                        .location(l -> l.latlon(point -> point.lat(lat).lon(lon)))));
  }
}
