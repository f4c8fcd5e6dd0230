/** A position of the demo workspace. */
export interface DemoPosition {
  tobPositionId: number;
  name: string;
  department: string;
  /** How likely an application is for it. */
  weight: number;
}

/** 3285 and 5297 are the reference's. New positions get ids above the highest. */
export const demoPositions: readonly DemoPosition[] = [
  { tobPositionId: 3285, name: '保安队长sy', department: '物业管理部', weight: 9 },
  { tobPositionId: 3290, name: '物业客服专员', department: '物业管理部', weight: 5 },
  { tobPositionId: 3347, name: '行政助理', department: '综合管理部', weight: 4 },
  { tobPositionId: 3612, name: '会计（应付账款）', department: '财务部', weight: 4 },
  { tobPositionId: 4108, name: '招聘专员', department: '人力资源部', weight: 3 },
  { tobPositionId: 4416, name: '前端工程师', department: '产品研发中心', weight: 6 },
  {
    tobPositionId: 4750,
    name: '华东大区重点客户销售总监（新能源与智能制造方向，常驻上海或苏州）',
    department: '销售中心',
    weight: 3,
  },
  { tobPositionId: 5012, name: '产品经理', department: '产品研发中心', weight: 4 },
  { tobPositionId: 5297, name: '高级 Java 开发工程师', department: '产品研发中心', weight: 8 },
];
