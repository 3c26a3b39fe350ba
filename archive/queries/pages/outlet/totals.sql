-- An outlet's articles by verdict, kind of pickup and credit, and the days between which they are.
SELECT verdict, kind, credited, articles, first_day, last_day FROM outlet_totals WHERE outlet = :outlet
