package io.millrace.udfs.inference;

import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds places on Earth: GeoJSON points, pairs of members, and lists that are named so. */
final class GeoPlaces {
  /**
   * A place on Earth among the values.
   *
   * @param at what it is named after
   * @param covers the places whose values it is made of
   */
  record Found(Place at, String expression, Reading reading, List<Place> covers) {}

  private static final Set<String> LATITUDE = Set.of("lat", "latitude");
  private static final Set<String> LONGITUDE = Set.of("lon", "lng", "long", "longitude");
  private static final Set<String> NAMES =
      Set.of("location", "position", "coordinates", "geo", "gps", "geolocation", "loc", "latlon");
  private static final PropertyType POINT = PropertyType.of(FieldType.GEO_POINT);

  private GeoPlaces() {}

  static List<Found> of(Survey survey) {
    List<Found> found = new ArrayList<>();
    for (PlaceValues place : survey.places()) {
      Found pair = place.all(Map.class) ? object(place, survey) : list(place, survey);
      if (pair != null && found.stream().noneMatch(f -> overlap(f, pair))) {
        found.add(pair);
      }
    }
    return found;
  }

  private static boolean overlap(Found one, Found other) {
    return other.covers().stream().anyMatch(place -> one.covers().stream().anyMatch(place::within));
  }

  private static @Nullable Found object(PlaceValues object, Survey survey) {
    Place at = object.place();
    String type = survey.constant(at.child("type"));
    boolean geoJson = object.values().stream().allMatch(GeoPlaces::isPoint);
    if (geoJson || "Point".equals(type)) {
      return whole(object, survey, List.of(at), "GeoJSON point");
    }
    PlaceValues lat = member(object, survey, LATITUDE);
    PlaceValues lon = member(object, survey, LONGITUDE);
    if (lat == null || lon == null) {
      return null;
    }
    List<Place> covers = List.of(lat.place(), lon.place());
    if (!at.isRoot() && survey.members(at).size() == 2 && isRead(object)) {
      return whole(object, survey, covers, "object of latitude and longitude");
    }
    return pair(object, survey, covers);
  }

  /** As a map of two, where the members have other names or neighbours. */
  private static Found pair(PlaceValues object, Survey survey, List<Place> covers) {
    Place lat = covers.get(0);
    Place lon = covers.get(1);
    String expression =
        "{'lat': " + survey.expression(lat) + ", 'lon': " + survey.expression(lon) + "}";
    long all = 0;
    long agreeing = 0;
    for (Object value : object.values()) {
      Object north = value instanceof Map<?, ?> map ? map.get(lat.name()) : null;
      Object east = value instanceof Map<?, ?> map ? map.get(lon.name()) : null;
      if (north != null && east != null) {
        all++;
        agreeing += POINT.cast(Map.of("lat", north, "lon", east)) == null ? 0 : 1;
      }
    }
    Notation notation = Notation.plain("latitude beside longitude", POINT, value -> true);
    Reading reading = new Reading(notation, agreeing, all, 0);
    return new Found(named(object.place(), lat, survey), expression, reading, covers);
  }

  /** {@code gps_lat} gives gpsLocation; no name that is taken. */
  private static Place named(Place object, Place lat, Survey survey) {
    String stem = lat.name().replaceFirst("(?i)_?lat(itude)?$", "");
    Place place = object.child(stem.isEmpty() ? "location" : stem + "_location");
    return survey.at(place) == null ? place : object.child(lat.name() + "_and_longitude");
  }

  private static @Nullable Found list(PlaceValues place, Survey survey) {
    boolean named = Tokens.of(place.place().name()).stream().anyMatch(NAMES::contains);
    boolean pairs = place.all(List.class) && place.values().stream().allMatch(GeoPlaces::isPair);
    return named && pairs
        ? whole(
            place,
            survey,
            List.of(place.place()),
            "longitude and latitude, in this order as in GeoJSON")
        : null;
  }

  private static Found whole(PlaceValues place, Survey survey, List<Place> covers, String text) {
    Notation notation = Notation.plain(text, POINT, value -> true);
    long agreeing = place.values().stream().filter(notation::agrees).count();
    Reading reading = new Reading(notation, agreeing, place.values().size(), 0);
    return new Found(place.place(), survey.expression(place.place()), reading, covers);
  }

  private static boolean isRead(PlaceValues object) {
    return object.values().stream().anyMatch(value -> POINT.cast(value) != null);
  }

  private static boolean isPoint(Object value) {
    return value instanceof Map<?, ?> map
        && "Point".equals(map.get("type"))
        && map.get("coordinates") instanceof List<?>;
  }

  private static boolean isPair(Object value) {
    return value instanceof List<?> list
        && list.size() == 2
        && list.stream().allMatch(Number.class::isInstance);
  }

  private static @Nullable PlaceValues member(
      PlaceValues object, Survey survey, Set<String> names) {
    for (PlaceValues member : survey.members(object.place())) {
      String last = Tokens.last(member.place().name().toLowerCase(Locale.ROOT));
      if (names.contains(last) && member.all(Number.class)) {
        return member;
      }
    }
    return null;
  }
}
