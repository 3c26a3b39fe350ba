-- What outlets print, by day and verdict; an agency's own pages are left out.
SELECT day, verdict, articles FROM day_totals WHERE day >= :since AND verdict IN ('wire', 'mixed', 'own')
