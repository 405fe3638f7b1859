//! What each stage costs: `cargo bench`, or `cargo bench -- page` for one of them.
//!
//! The figures in the README are of whole processes; these tell where such a figure comes from.

mod generator;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mieruka::base::diag::Findings;
use mieruka::base::era::Date;
use mieruka::base::path::SourcePath;
use mieruka::base::place::Spot;
use mieruka::model::Value;
use mieruka::pages::{self, Page};
use mieruka::pipeline::{self, Prepared, Timings};
use mieruka::publish::minify;
use mieruka::render::markdown;
use mieruka::sources::record::ProjectRecord;
use mieruka::sources::{self, Chosen, yaml};
use mieruka::world::Memory;

fn world(projects: usize) -> Memory {
    let today = Date::parse("2026-04-01").expect("the day exists");
    let mut world = Memory::new(today);
    for (path, text) in generator::site(projects) {
        world.put(&path, text);
    }
    world
}

fn prepare(projects: usize) -> Prepared {
    let world = world(projects);
    let inputs = sources::gather(&world);
    let mut timings = Timings::default();
    match pipeline::prepare(inputs, &Chosen::default(), &world, &mut timings) {
        Ok(prepared) => prepared,
        Err(findings) => panic!("the generated site is sound: {:?}", findings.iter().next()),
    }
}

fn values(criterion: &mut Criterion) {
    for raw in ["42,535", "▲29,282", "99～100", "約2,360名", "", "■■■"] {
        criterion.bench_function(&format!("value/{raw}"), |bench| {
            bench.iter(|| Value::parse(black_box(raw), Spot::new(1, 1, 0)));
        });
    }
}

fn yaml(criterion: &mut Criterion) {
    let text = generator::project(1);
    let file = SourcePath::new("seeds/big/projects/p00001.yaml");
    criterion.bench_function("yaml/tree", |bench| {
        bench.iter(|| {
            let source = yaml::Source::whole(black_box(&text), &file);
            yaml::parse(source, &mut Findings::new()).is_some()
        });
    });
    criterion.bench_function("yaml/record", |bench| {
        bench.iter(|| yaml::read::<ProjectRecord>(black_box(&text), &file, &mut Findings::new()));
    });
}

fn page(criterion: &mut Criterion) {
    let prepared = prepare(20);
    let page = Page::Project(0, 3);
    let book = &prepared.book;
    criterion.bench_function("page/view", |bench| {
        bench.iter(|| pages::view(book, black_box(&page)))
    });
    let view = pages::view(book, &page);
    criterion.bench_function("page/html", |bench| {
        bench.iter(|| prepared.theme.render(black_box(&view)))
    });
    criterion.bench_function("page/markdown", |bench| {
        bench.iter(|| markdown::page(black_box(&view), book.words(), &[]));
    });
    let (plan, project) = (book.plan(0), &book.plan(0).projects[3]);
    criterion.bench_function("page/chart-money", |bench| {
        bench.iter(|| book.budget_chart(black_box(plan), black_box(project), true));
    });
    criterion.bench_function("page/chart-indicator", |bench| {
        bench.iter(|| book.indicator_chart(black_box(&project.indicators[0]), true));
    });
    criterion.bench_function("page/table-money", |bench| {
        bench.iter(|| {
            let tables = book.budget_tables(black_box(plan), black_box(project));
            let html = tables.iter().map(|table| table.html(book.words()));
            html.collect::<Vec<_>>()
        });
    });
    let html = prepared
        .theme
        .render(&view)
        .expect("the theme fits the view");
    criterion.bench_function("page/links", |bench| {
        bench.iter(|| {
            mieruka::publish::links::scan(black_box(html.as_str()))
                .ids
                .len()
        });
    });
    let mut group = criterion.benchmark_group("minify");
    group.sample_size(20);
    group.bench_function("finished-page", |bench| {
        bench.iter(|| minify::page(black_box(html.as_str())))
    });
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("whole");
    group.sample_size(10);
    for projects in [100, 1_000] {
        let world = world(projects);
        group.bench_function(format!("check-{projects}"), |bench| {
            bench.iter(|| pipeline::check(&world, &Chosen::default(), None).is_ok());
        });
    }
    group.finish();
}

criterion_group!(stages, values, yaml, page, whole);
criterion_main!(stages);
