/*
 * synth_totals.c
 *		The national totals that the synthetic country has.
 *
 * Published: sbo and so 2011-2021 (OCW in cijfers); so and vso by funding category
 * 2014-2018 (sector report on special education); about 34,000 sbo, 29,000 pro,
 * 73,000 (v)so in 2023-2024, and the ranges over SWVs (factsheet 2025). All else is
 * synthetic: the sizes of the sectors, chosen so that the published shares come out
 * (OCW in cijfers; De Staat van het Onderwijs 2020: bao, sbo, so; vo, pro, vso
 * 2013-2019), and the years without a figure, which have that of the nearest year.
 */
#define _GNU_SOURCE
#include "synth_national.h"

#define FIRST_YEAR 2009
#define LAST_YEAR 2024
#define FIRST_CATEGORIES 2014
#define LAST_CATEGORIES 2018

/* By year: primary sector (bo, sbo, so), of which sbo and so; secondary (vo, pro, vso), of which pro and vso. */
static const struct
{
	int64_t		po;
	int64_t		sbo;
	int64_t		so;
	int64_t		vo;
	int64_t		pro;
	int64_t		vso;
}			totals[] = {
	{1640000, 41777, 34241, 955000, 26740, 37245},	/* 2009 */
	{1628000, 41777, 34241, 962000, 26936, 37518},
	{1615000, 41777, 34241, 970000, 27160, 37830},
	{1596000, 39920, 33345, 980000, 27440, 38220},
	{1545000, 38135, 31822, 990000, 27720, 38610},
	{1522000, 36847, 31105, 1006000, 28168, 39234},
	{1500000, 34737, 29655, 1018000, 29522, 37666},
	{1488000, 33869, 29137, 1019000, 29551, 36684},
	{1482000, 33965, 29872, 1006000, 28872, 36820},
	{1468000, 34958, 30868, 992000, 28768, 36704},
	{1466000, 35731, 32069, 981000, 28449, 37278},
	{1452000, 35671, 32589, 975000, 28275, 37050},
	{1438000, 35400, 33608, 973000, 28217, 36974},
	{1431000, 35400, 33608, 979000, 29000, 39392},
	{1425000, 34000, 33608, 984000, 29000, 39392},	/* so and vso: 73,000 */
	{1418000, 34000, 33608, 986000, 29000, 39392}	/* 2024 */
};

/* so and vso: laag, midden, hoog */
static const int64_t categories[][2][CATEGORIES] = {
	{{19961, 1475, 2852}, {31226, 1164, 3417}}, /* 2014 */
	{{19030, 1563, 2638}, {30376, 1153, 3174}},
	{{18675, 1934, 2417}, {30127, 1390, 2696}},
	{{18840, 2155, 2400}, {29976, 1602, 2680}},
	{{19561, 2199, 2342}, {30076, 1712, 2528}}	/* 2018 */
};

static int
nearest(int year, int first, int last)
{
	return (year < first ? first : year > last ? last : year) - first;
}

/* All of so or vso, with a category or not. */
static int64_t
all_special(bool vso, int year)
{
	int			i = nearest(year, FIRST_YEAR, LAST_YEAR);

	return vso ? totals[i].vso : totals[i].so;
}

/* Those with a category; outside the published years, in the ratio of the nearest. */
static int64_t
with_category(bool vso, int year)
{
	int			i = nearest(year, FIRST_CATEGORIES, LAST_CATEGORIES);
	const int64_t *c = categories[i][vso];
	int64_t		published = c[0] + c[1] + c[2];

	if (year == FIRST_CATEGORIES + i)
		return published;
	return all_special(vso, year) * published / all_special(vso, FIRST_CATEGORIES + i);
}

int64_t
national_pupils(Kind kind, int year)
{
	int			i = nearest(year, FIRST_YEAR, LAST_YEAR);

	switch (kind)
	{
		case KIND_BO:
			return totals[i].po - totals[i].sbo - totals[i].so;
		case KIND_SBO:
			return totals[i].sbo;
		case KIND_SO:
			return with_category(false, year);
		case KIND_SO12:
			return totals[i].so - with_category(false, year);
		case KIND_VSO:
			return with_category(true, year);
		case KIND_VSO12:
			return totals[i].vso - with_category(true, year);
		case KIND_VO:
			return totals[i].vo - totals[i].pro - totals[i].vso;
		case KIND_PRO:
			return totals[i].pro;
	}
	return 0;
}

int64_t
national_category(Kind kind, int year, int category)
{
	const int64_t *c = categories[nearest(year, FIRST_CATEGORIES, LAST_CATEGORIES)][kind == KIND_VSO];
	int64_t		all = national_pupils(kind, year);
	int64_t		sum = c[0] + c[1] + c[2];

	/* the first is what the others leave */
	return category > 0 ? all * c[category] / sum : all - all * c[1] / sum - all * c[2] / sum;
}

void
national_range(Kind kind, int64_t *low, int64_t *high)
{
	static const int64_t ranges[KINDS][2] = {
		[KIND_SBO] = {3000, 40000}, [KIND_SO] = {8000, 39000}, [KIND_PRO] = {14000, 63000}, [KIND_VSO] = {8000, 63000}
	};

	*low = ranges[kind][0];
	*high = ranges[kind][1];
}
