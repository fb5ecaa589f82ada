#include "core/slides/loop/bar.hpp"

namespace loopscope::slides {

void apply(Bar& bar, const BarChange& change) {
    switch (change.what) {
        case BarChange::What::Opens:
            // Whoever is ready can't become so.
            if (bar.open() && bar.kind == BarKind::Ready && change.kind == BarKind::Ready) return;
            bar = {change.at, kNoRow, change.time, 0, change.task, change.kind};
            return;
        case BarChange::What::Closes:
        case BarChange::What::Ends:
            if (!bar.open()) return;
            bar.to = change.at;
            bar.end = change.time;
            return;
        case BarChange::What::Reopens: bar.to = kNoRow; return;
        case BarChange::What::Begins: return;
    }
}

}  // namespace loopscope::slides
