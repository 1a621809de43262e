// Reads each view named in the arguments (after the URL and the user) through JDBC;
// prints per column: view, column, type as the driver names it, Java types of the
// values, values that are not NULL; and per view the rows.
import java.sql.*;
import java.util.*;

public class DriversJdbc {
	public static void main(String[] arguments) throws Exception {
		try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], "");
				Statement statement = connection.createStatement()) {
			for (String view : Arrays.copyOfRange(arguments, 2, arguments.length)) {
				ResultSet row = statement.executeQuery("SELECT * FROM " + view);
				ResultSetMetaData columns = row.getMetaData();
				int n = columns.getColumnCount();
				long[] values = new long[n];
				List<Set<String>> types = new ArrayList<>();
				long rows = 0;

				for (int i = 0; i < n; i++)
					types.add(new TreeSet<>());
				for (; row.next(); rows++)
					for (int i = 0; i < n; i++) {
						Object value = row.getObject(i + 1);
						if (value != null) {
							values[i]++;
							types.get(i).add(value.getClass().getName());
						}
					}
				for (int i = 0; i < n; i++)
					System.out.println(String.join("|", view, columns.getColumnName(i + 1), columns.getColumnTypeName(i + 1),
							String.join(" ", types.get(i)), Long.toString(values[i])));
				System.out.println(view + "|" + rows);
			}
		}
	}
}
