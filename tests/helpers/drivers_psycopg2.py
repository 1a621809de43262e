# Reads each view named in the arguments with psycopg2; prints per column: view,
# column, type as the server numbers it, Python types of the values, values that
# are not NULL; and per view the rows.
import sys

import psycopg2

connection = psycopg2.connect('')
for view in sys.argv[1:]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM {view}')
        rows = cursor.fetchall()
        for i, column in enumerate(cursor.description):
            values = [row[i] for row in rows if row[i] is not None]
            types = ' '.join(sorted({type(v).__name__ for v in values}))
            print(view, column.name, column.type_code, types, len(values), sep='|')
        print(view, len(rows), sep='|')
