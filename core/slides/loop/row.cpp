#include "core/slides/loop/row.hpp"

namespace loopscope::slides {

float height_above(RowKind kind) {
    switch (kind) {
        case RowKind::Resume:
        case RowKind::ThreadStart:
        case RowKind::WorkStart: return 30;
        case RowKind::Suspend:
        case RowKind::End:
        case RowKind::ThreadStop:
        case RowKind::WorkStop: return 22;
        case RowKind::Note: return 13;
        case RowKind::Poll: return 8;
        case RowKind::Block: return 8;
        case RowKind::Unblock: return 4;
        case RowKind::Finish: return 24;
        case RowKind::Conduct:
        case RowKind::Mark: return 14;
    }
    return 14;
}

float height_below(RowKind kind) {
    switch (kind) {
        case RowKind::Resume:
        case RowKind::ThreadStart:
        case RowKind::WorkStart: return 8;
        case RowKind::Suspend:
        case RowKind::End:
        case RowKind::ThreadStop:
        case RowKind::WorkStop: return 14;
        case RowKind::Note: return 10;
        case RowKind::Poll: return 52;
        case RowKind::Block: return 44;
        case RowKind::Unblock: return 4;
        case RowKind::Finish: return 20;
        case RowKind::Conduct:
        case RowKind::Mark: return 18;
    }
    return 14;
}

}  // namespace loopscope::slides
