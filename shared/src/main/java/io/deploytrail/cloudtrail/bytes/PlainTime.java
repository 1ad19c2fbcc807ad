package io.deploytrail.cloudtrail.bytes;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;

/// Reads times in the one form that CloudTrail writes nearly always, `2026-11-20T09:30:00Z`.
///
/// Whatever else [Times] reads is not plain. Remembers the last day, as records of one day come
/// together; for one thread.
public final class PlainTime {
  /// No plain time.
  public static final long NONE = Long.MIN_VALUE;

  private static final int LENGTH = "2026-11-20T09:30:00Z".length();
  private static final int DATE_LENGTH = "2026-11-20".length();
  private static final int SECONDS_A_DAY = 86_400;

  private long dateStart;
  private long dateEnd;
  private long day = NONE;

  /// The seconds since 1970, or [#NONE].
  public static long epochSecond(String text) {
    return text.length() == LENGTH
        ? new PlainTime().epochSecond(text.getBytes(StandardCharsets.ISO_8859_1), 0, LENGTH)
        : NONE;
  }

  /// The same of the text in those bytes.
  public long epochSecond(byte[] bytes, int from, int length) {
    if (length != LENGTH || !hasItsMarks(bytes, from)) {
      return NONE;
    }
    var date = day(bytes, from);
    var hour = number(bytes, from + 11, 2);
    var minute = number(bytes, from + 14, 2);
    var second = number(bytes, from + 17, 2);
    if (date == NONE || isNot(hour, 23) || isNot(minute, 59) || isNot(second, 59)) {
      return NONE;
    }
    return date * SECONDS_A_DAY + hour * 3600L + minute * 60L + second;
  }

  private static boolean hasItsMarks(byte[] bytes, int from) {
    return bytes[from + 4] == '-'
        && bytes[from + 7] == '-'
        && bytes[from + 10] == 'T'
        && bytes[from + 13] == ':'
        && bytes[from + 16] == ':'
        && bytes[from + 19] == 'Z';
  }

  private long day(byte[] bytes, int from) {
    var start = EightBytes.at(bytes, from);
    var end = EightBytes.at(bytes, from + DATE_LENGTH - Long.BYTES);
    if (day == NONE || start != dateStart || end != dateEnd) {
      day = newDay(bytes, from);
      dateStart = start;
      dateEnd = end;
    }
    return day;
  }

  private static long newDay(byte[] bytes, int from) {
    var year = number(bytes, from, 4);
    var month = number(bytes, from + 5, 2);
    var date = number(bytes, from + 8, 2);
    // Years at whose ends Times draws its limits are left to it.
    if (year <= 2000 || isNot(year, 8999) || month < 1 || isNot(month, 12)) {
      return NONE;
    }
    return date < 1 || isNot(date, YearMonth.of(year, month).lengthOfMonth())
        ? NONE
        : LocalDate.of(year, month, date).toEpochDay();
  }

  private static boolean isNot(int number, int most) {
    return number < 0 || number > most;
  }

  /// The number that those digits write, or a negative one.
  private static int number(byte[] bytes, int from, int digits) {
    var number = 0;
    for (var at = from; at < from + digits; at++) {
      var digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
