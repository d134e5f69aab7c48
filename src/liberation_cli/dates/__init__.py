"""What a historian's date means: reading it, relating two of them, and saying it in English.

Days are counted as :meth:`datetime.date.toordinal` counts them: 1 is 1 January 0001 in the proleptic Gregorian calendar.
"""
