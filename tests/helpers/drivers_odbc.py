# Reads each view named in the arguments through ODBC; prints per column: view,
# column, type as the driver gives it to Python, Python types of the values, values
# that are not NULL; and per view the rows.
import glob
import os
import sys

import pyodbc

driver = glob.glob('/usr/lib/*/odbc/psqlodbcw.so')[0]
connection = pyodbc.connect(f"Driver={driver};Servername={os.environ['PGHOST']};Port={os.environ['PGPORT']};"
                            f"Database={os.environ['PGDATABASE']};Uid={os.environ['PGUSER']};BoolsAsChar=0")
for view in sys.argv[1:]:
    cursor = connection.cursor()
    rows = cursor.execute(f'SELECT * FROM {view}').fetchall()
    for i, column in enumerate(cursor.description):
        values = [row[i] for row in rows if row[i] is not None]
        types = ' '.join(sorted({type(v).__name__ for v in values}))
        print(view, column[0], column[1].__name__, types, len(values), sep='|')
    print(view, len(rows), sep='|')
